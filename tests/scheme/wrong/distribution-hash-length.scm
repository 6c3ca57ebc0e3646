(use-modules (fruix system freebsd)
             (fruix packages sample))

(freebsd-distribution
  (release "14.2-RELEASE")
  (sets (list (distribution-set (name "base") (path "base.txz") (sha256 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")))))
