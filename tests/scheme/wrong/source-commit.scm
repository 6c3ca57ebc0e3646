(use-modules (fruix system freebsd)
             (fruix packages sample))

(define base
  (freebsd-base
    (name "source")
    (version-label "15.0")
    (source (freebsd-source
              (kind 'git)
              (url "https://git.FreeBSD.org/src.git")
              (commit "314a92d")))))

(operating-system
  (host-name "wrong")
  (freebsd-base base)
  (kernel sample-kernel)
  (bootloader sample-bootloader)
  (base-packages %sample-packages))
