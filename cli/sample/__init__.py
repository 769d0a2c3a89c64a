"""A sample network: a roster and a people file as a party would have them, on the real map."""
