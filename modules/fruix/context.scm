;;; Commentary:
;;; The lowering context: what the runtime lends to a declaration while it is lowered.

(define-module (fruix context)
  #:export (ask))

;; (ask CTX METHOD ARGUMENT ...) calls METHOD of CTX, an instance of the Java class LoweringContext.
(define-syntax ask
  (syntax-rules ()
    ((_ ctx method argument ...)
     (invoke (as fruix.scheme.LoweringContext ctx) 'method argument ...))))
