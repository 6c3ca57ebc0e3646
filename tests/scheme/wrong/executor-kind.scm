(use-modules (fruix system freebsd))

(define builder
  (native-build-executor
    (kind 'cloud)
    (name "builder")))
