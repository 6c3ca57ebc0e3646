(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base
    (name "source")
    (version-label "15.0")
    (source (freebsd-source
              (kind 'local-tree)))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages))
