"""`banneret doctor`: everything that commonly is wrong, each with what mends it."""

from dataclasses import asdict

from cli.answer import Answer
from cli.checkup.examine import examine
from cli.checkup.finding import Patient, Verdict
from cli.options import EVERYWHERE, Everywhere
from cli.stages import stage_called
from cli.surroundings import Here


def doctor(*, everywhere: Everywhere = EVERYWHERE, here: Here) -> Answer:
    """Check this machine, your credentials and the stage, and say how to mend what is wrong."""
    findings = list(examine(Patient(config=stage_called(everywhere.stage), here=here)))
    failed = any(finding.verdict is Verdict.WRONG for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{finding.verdict.value:<6} {finding.about:<12} {finding.finding}")
        lines += [f"{'':<19} → {finding.remedy}"] if finding.remedy else []
    document = {"stage": everywhere.stage, "healthy": not failed, "findings": [asdict(found) for found in findings]}
    return Answer(document=document, lines=tuple(lines), failed=failed)
