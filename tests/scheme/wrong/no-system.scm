(use-modules (fruix system freebsd)
             (fruix packages sample))

(define kernel sample-kernel)
