"""Who may do what: members, the roles they were given, their invitations and sessions, and the log of it all."""
