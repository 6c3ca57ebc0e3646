;;; Commentary:
;;;
;;; What the scripts of tests/scheme check with.

(define-module (test check)
  #:export (check-equal check))

(define (check-equal expected actual)
  ;; Fail unless ACTUAL equals EXPECTED.
  (unless (equal? expected actual)
    (error "expected, actual:" expected actual)))

(define (check what)
  ;; Fail unless WHAT is true.
  (unless what
    (error "not true")))
