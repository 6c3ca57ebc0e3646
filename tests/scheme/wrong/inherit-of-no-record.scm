(use-modules (fruix system freebsd)
             (fruix packages sample))

(operating-system (inherit "x"))
