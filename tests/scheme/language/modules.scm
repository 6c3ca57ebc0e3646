(use-modules (test check)
             (srfi srfi-1)
             (ice-9 match)
             ((srfi srfi-13) #:select ((string-join . join)))
             ((srfi srfi-1) #:prefix l:)
             ((ice-9 hash-table) #:hide (hash-ref)))
(check-equal "a-b" (join '("a" "b") "-"))
(check-equal 6 (l:fold + 0 '(1 2 3)))
(check-equal '(1 2) (take '(1 2 3) 2))
---
;; A module of the user: macros with private parts, records, keywords.
(use-modules (test check) (test user))
(check-equal '(wrapped 5) (wrap 5))
(check-equal 3 (gadget-size (gadget (name "x") #:size 3)))
(check-equal "X" (gadget-name (gadget (name "x"))))
(check-equal '(1 2 (3)) (options 1 #:b 2 #:c '(3)))
(check-equal 8 (gadget-size big))
(check-equal 9 (gadget-size (gadget (inherit big) (size 9))))
---
(use-modules (srfi srfi-1) (test chek)) ;;; error@28: no module \(test chek\); did you mean `\(test check\)'\?
(use-modules (ice-9 mach)) ;;; error@14: no module \(ice-9 mach\); did you mean `\(ice-9 match\)'\?
---
(use-modules ((srfi srfi-1) #:select (fold fodl))) ;;; error@44: module \(srfi srfi-1\) does not export `fodl'; did you mean `fold'\?
---
(use-modules ((test check) #:chose (check))) ;;; error@28: unknown option #:chose of an import
(use-modules "test") ;;; error@14: bad module name
---
(use-modules (test user))
(private-helper 1) ;;; error@2: unbound variable `private-helper'
---
(use-modules (test user))
(gadget (name 5)) ;;; error@15: field `name' of gadget must be a string, not 5
---
(define x 1)
(use-modules (test check))
(check-equal 1 x)
