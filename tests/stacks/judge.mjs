// Reads simulations of requests to AWS (JSON, a list) and writes for each whether IAM would allow it.
import { runSimulation } from "@cloud-copilot/iam-simulate";

let given = "";
for await (const piece of process.stdin) given += piece;
const verdicts = [];
for (const simulation of JSON.parse(given)) {
  const { overallResult, errors } = await runSimulation(simulation, {});
  if (errors) throw new Error(JSON.stringify(errors));
  verdicts.push(overallResult === "Allowed");
}
console.log(JSON.stringify(verdicts));
