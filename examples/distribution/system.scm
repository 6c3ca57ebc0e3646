;; A FreeBSD system made of a release's distribution sets. Put base.txz and kernel.txz, from the release's
;; directory on a FreeBSD mirror, beside this file, and their SHA-256 from its MANIFEST below; or give a
;; `url' in the place of each `path'.

(use-modules (fruix system freebsd)
             (fruix services ssh))

(define base
  (freebsd-base
    #:name "release"
    #:version-label "14.2-RELEASE"
    #:release "14.2-RELEASE"
    #:branch "releng/14.2"
    #:source (freebsd-distribution
               (name "freebsd-14.2")
               (release "14.2-RELEASE")
               (sets (list (distribution-set
                             (name "base")
                             (path "base.txz")
                             (sha256 "0000000000000000000000000000000000000000000000000000000000000000"))
                           (distribution-set
                             (name "kernel")
                             (path "kernel.txz")
                             (sha256 "0000000000000000000000000000000000000000000000000000000000000000")))))))

(operating-system
  (host-name "fruix-freebsd")
  (freebsd-base base)
  (kernel (freebsd-distribution-kernel-for base))
  (bootloader (freebsd-distribution-bootloader-for base))
  (base-packages (freebsd-distribution-system-packages-for base))
  (services (cons (service ssh-service-type
                           (ssh-configuration (permit-root-login 'without-password)))
                  %base-services)))
