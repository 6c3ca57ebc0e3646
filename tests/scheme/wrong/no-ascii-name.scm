(use-modules (fruix system freebsd) (fruix packages sample))
(define größe (freebsd-base (name "sample") (version-label "sample-1")))
(operating-system (host-name "ünï") (freebsd-base größe) (kernel sämple-kernel) (bootloader sample-bootloader))
