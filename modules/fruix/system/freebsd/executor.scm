;;; Commentary:
;;; native-build-executor: where FreeBSD's makefiles run. The properties that a kind takes are checked when
;;; an executor is used.

(define-module (fruix system freebsd executor)
  #:use-module (fruix types)
  #:export (native-build-executor native-build-executor? native-build-executor-kind
            native-build-executor-name native-build-executor-version
            native-build-executor-properties %host-executor native-build-executor->list))

(define-record-type* <native-build-executor>
  native-build-executor make-native-build-executor native-build-executor?
  (kind native-build-executor-kind
        (type (one-of 'host 'ssh-guest 'self-hosted 'jail)
              "'host, 'ssh-guest, 'self-hosted or 'jail")
        (doc "What drives the build: this machine, a guest over ssh, the machine itself, or a jail."))
  (name native-build-executor-name (type item-name? "a name")
        (doc "Name of the executor, for the reader of results."))
  (version native-build-executor-version (default "1") (type item-name? "a version")
           (doc "Version of the executor, as its operator counts."))
  (properties native-build-executor-properties (default '())
              (type (alist-of-strings? item-name?) "a list of (NAME . VALUE)")
              (doc "Properties of its kind, as \"host\" of an ssh-guest.")))

(define %host-executor
  ;; Builds on this machine.
  (native-build-executor (kind 'host) (name "host")))

(define (native-build-executor->list executor)
  ;; KIND, NAME, VERSION, and then the names and values of the properties in turn; all strings.
  (append (list (symbol->string (native-build-executor-kind executor))
                (native-build-executor-name executor)
                (native-build-executor-version executor))
          (append-map (lambda (property) (list (car property) (cdr property)))
                      (native-build-executor-properties executor))))
