(define-module (site users)
  #:use-module (site names)
  #:use-module (srfi srfi-1)
  #:export (users user-line define-user limit))

(define limit 2)
(define count 0)
(define (users) (take (map full-name %names) limit))
(define* (user-line name #:key (uid 1000) (shell "/bin/sh"))
  (set! count (+ count 1))
  (format #f "~a:~a:~a:~a" count name uid shell))
(define-syntax define-user
  (syntax-rules () ((_ id text) (define id (full-name text)))))
