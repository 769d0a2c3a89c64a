"""The cloud on this machine: an emulator of AWS that is started, deployed into and stopped again."""
