"""What the API takes and gives, as pydantic models: one module a resource. openapi.json is made of them."""
