(use-modules (fruix system freebsd))
(define x "abc)
(operating-system (host-name x))
