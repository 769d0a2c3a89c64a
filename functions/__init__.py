"""One folder a Lambda function: each translates its trigger into one use case of `shared`."""
