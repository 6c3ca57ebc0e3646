(use-modules (fruix system freebsd))
#| here
(operating-system (host-name x))
