"""What every feature stands on: settings, errors, time, AWS clients and observability."""
