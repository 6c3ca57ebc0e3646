(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base
    (name "source")
    (version-label "15.0")
    (source (freebsd-source
              (kind 'src-txz)
              (url "https://download.FreeBSD.org/src.txz")
              (ref "releng/14.2")))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages))
