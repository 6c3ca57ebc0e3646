;;; Commentary:
;;;
;;; What the modules of Guile that only have syntax are here: every file has that syntax already.

(define-module (fruix lang syntax))
