café (operating-system)
