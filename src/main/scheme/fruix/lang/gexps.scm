;;; Commentary:
;;;
;;; Gexps: code for a builder with holes for values that are known when it is lowered.  `#~' and
;;; `#$' are syntax that every file has; what a value is lowered to is said elsewhere.

(define-module (fruix lang gexps)
  #:export (gexp? gexp-template gexp-values gexp-location gexp-value-location gexp->datum
            gexp-hole? gexp-hole-index gexp-hole-splicing? gexp-hole-for-build?))

(define (gexp? object)
  (instance? object fruix.scheme.runtime.Gexp))

(define (gexp-template gexp)
  ;; Return the datum that GEXP was written as, with a hole object for each value.
  (invoke (as fruix.scheme.runtime.Gexp gexp) 'template))

(define (gexp-values gexp)
  ;; Return the list of the values for the holes of GEXP.
  (invoke-static gnu.lists.LList 'makeList
                 (as java.util.List (invoke (as fruix.scheme.runtime.Gexp gexp) 'values))))

(define (location-or-false location)
  (if (eq? location #!null) #f location))

(define (gexp-location gexp)
  ;; Return where the user wrote GEXP, or #f when he did not write it.
  (location-or-false (invoke (as fruix.scheme.runtime.Gexp gexp) 'location)))

(define (gexp-value-location gexp index)
  ;; Return where the user wrote the expression of value number INDEX of GEXP, or #f.
  (location-or-false (invoke (as fruix.scheme.runtime.Gexp gexp) 'location (as int index))))

(define (gexp->datum gexp lower)
  ;; Return the datum of GEXP with its holes filled by what LOWER returns for a value and whether
  ;; it is wanted for the machine that builds; for each element where the hole is splicing.
  (invoke (as fruix.scheme.runtime.Gexp gexp) 'datum lower))

(define (gexp-hole? object)
  (instance? object fruix.scheme.runtime.GexpHole))

(define (gexp-hole-index hole)
  ;; Return the number of HOLE's value among those of its gexp.
  (invoke (as fruix.scheme.runtime.GexpHole hole) 'index))

(define (gexp-hole-splicing? hole)
  (invoke (as fruix.scheme.runtime.GexpHole hole) 'splicing))

(define (gexp-hole-for-build? hole)
  (invoke (as fruix.scheme.runtime.GexpHole hole) 'forBuild))
