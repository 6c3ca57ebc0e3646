;;; Commentary:
;;; Accounts as FreeBSD keeps them: its own users and groups, the numbering of those of a declaration
;;; (from 1001 up, those of daemons from 999 down, as pw(8) would find them free), and the texts of
;;; master.passwd(5), passwd(5) and group(5). Passwords never appear: every account is locked for
;;; passwords until one is set on the machine.

(define-module (fruix system freebsd accounts)
  #:use-module (fruix gexp)
  #:use-module (fruix system freebsd model)
  #:export (%freebsd-users %freebsd-groups %freebsd-shells
            has-private-group? resolve-accounts resolved-account? resolved-account-name resolved-account-uid
            resolved-account-gid resolved-account-home resolved-account-account
            accounts->master.passwd accounts->passwd accounts->group))

;; name uid gid comment home shell, as etc/master.passwd of FreeBSD 13 to 15.
(define %freebsd-users
  '(("root" 0 0 "Charlie &" "/root" "/bin/sh")
    ("toor" 0 0 "Bourne-again Superuser" "/root" "")
    ("daemon" 1 1 "Owner of many system processes" "/root" "/usr/sbin/nologin")
    ("operator" 2 5 "System &" "/" "/usr/sbin/nologin")
    ("bin" 3 7 "Binaries Commands and Source" "/" "/usr/sbin/nologin")
    ("tty" 4 65533 "Tty Sandbox" "/" "/usr/sbin/nologin")
    ("kmem" 5 65533 "KMem Sandbox" "/" "/usr/sbin/nologin")
    ("games" 7 13 "Games pseudo-user" "/" "/usr/sbin/nologin")
    ("news" 8 8 "News Subsystem" "/" "/usr/sbin/nologin")
    ("man" 9 9 "Mister Man Pages" "/usr/share/man" "/usr/sbin/nologin")
    ("sshd" 22 22 "Secure Shell Daemon" "/var/empty" "/usr/sbin/nologin")
    ("smmsp" 25 25 "Sendmail Submission User" "/var/spool/clientmqueue" "/usr/sbin/nologin")
    ("mailnull" 26 26 "Sendmail Default User" "/var/spool/mqueue" "/usr/sbin/nologin")
    ("bind" 53 53 "Bind Sandbox" "/" "/usr/sbin/nologin")
    ("unbound" 59 59 "Unbound DNS Resolver" "/var/unbound" "/usr/sbin/nologin")
    ("proxy" 62 62 "Packet Filter pseudo-user" "/nonexistent" "/usr/sbin/nologin")
    ("_pflogd" 64 64 "pflogd privsep user" "/var/empty" "/usr/sbin/nologin")
    ("_dhcp" 65 65 "dhcp programs" "/var/empty" "/usr/sbin/nologin")
    ("uucp" 66 66 "UUCP pseudo-user" "/var/spool/uucppublic" "/usr/local/libexec/uucp/uucico")
    ("pop" 68 6 "Post Office Owner" "/nonexistent" "/usr/sbin/nologin")
    ("auditdistd" 78 77 "Auditdistd unprivileged user" "/var/empty" "/usr/sbin/nologin")
    ("www" 80 80 "World Wide Web Owner" "/nonexistent" "/usr/sbin/nologin")
    ("ntpd" 123 123 "NTP Daemon" "/var/db/ntp" "/usr/sbin/nologin")
    ("_ypldap" 160 160 "YP LDAP unprivileged user" "/var/empty" "/usr/sbin/nologin")
    ("hast" 845 845 "HAST unprivileged user" "/var/empty" "/usr/sbin/nologin")
    ("tests" 977 977 "Unprivileged user for tests" "/nonexistent" "/usr/sbin/nologin")
    ("nobody" 65534 65534 "Unprivileged user" "/nonexistent" "/usr/sbin/nologin")))

;; name gid members, as etc/group of FreeBSD 13 to 15.
(define %freebsd-groups
  '(("wheel" 0 "root") ("daemon" 1) ("kmem" 2) ("sys" 3) ("tty" 4) ("operator" 5 "root")
    ("mail" 6) ("bin" 7) ("news" 8) ("man" 9) ("games" 13) ("ftp" 14) ("staff" 20) ("sshd" 22)
    ("smmsp" 25) ("mailnull" 26) ("guest" 31) ("video" 44) ("realtime" 47) ("idletime" 48)
    ("bind" 53) ("unbound" 59) ("proxy" 62) ("authpf" 63) ("_pflogd" 64) ("_dhcp" 65) ("uucp" 66)
    ("dialer" 68) ("network" 69) ("audit" 77) ("www" 80) ("u2f" 116) ("ntpd" 123)
    ("_ypldap" 160) ("hast" 845) ("tests" 977) ("nogroup" 65533) ("nobody" 65534)))

(define %freebsd-shells
  ;; Login shells that FreeBSD's base has.
  '("/bin/sh" "/bin/csh" "/bin/tcsh" "/rescue/sh" "/rescue/csh" "/rescue/tcsh"
    "/usr/sbin/nologin" "/sbin/nologin" "/usr/bin/false" "/usr/bin/su" ""))

(define-record-type <resolved-account>
  (resolved-account name uid gid home shell account)
  resolved-account?
  (name resolved-account-name)
  (uid resolved-account-uid)
  (gid resolved-account-gid)
  (home resolved-account-home)
  (shell resolved-account-shell)
  (account resolved-account-account))

(define (next-free taken start step)
  (if (memv start taken) (next-free taken (+ start step) step) start))

(define (number-all things id system? taken)
  ;; A list of numbers for THINGS: what ID says, else the next ones that nobody has, from 999 down for
  ;; what is SYSTEM?, from 1001 up for others.
  (let loop ((things things)
             (taken (append (filter-map id things) taken))
             (numbers '()))
    (if (null? things)
        (reverse numbers)
        (let ((number (or (id (car things))
                          (if (system? (car things))
                              (next-free taken 999 -1)
                              (next-free taken 1001 1)))))
          (loop (cdr things) (cons number taken) (cons number numbers))))))

(define (has-private-group? user)
  ;; Whether USER's primary group is the one of its own name.
  (not (user-account-group user)))

(define (private-groups users groups)
  ;; A group of its own for each account of USERS that names none. As with pw(8), its number is the
  ;; account's unless another group has that.
  (define taken
    (append (filter-map user-group-id groups) (map cadr %freebsd-groups)))
  (filter-map (lambda (user)
                (let ((name (user-account-name user)) (uid (user-account-uid user)))
                  (and (has-private-group? user)
                       (not (any (lambda (g) (equal? (user-group-name g) name)) groups))
                       (not (assoc name %freebsd-groups))
                       (user-group (name name)
                                   (id (and (not (memv uid taken)) uid))
                                   (system? (user-account-system? user))))))
              users))

(define (resolve-accounts users groups shell->string)
  ;; Two values: the accounts of USERS with all numbers known, and an alist from the names of GROUPS,
  ;; private groups included, to (GID MEMBER ...). SHELL->STRING turns a file-like shell into its path.
  (let* ((groups (append groups (private-groups users groups)))
         (gids (number-all groups user-group-id user-group-system? (map cadr %freebsd-groups)))
         (gid-of (append (map (lambda (g gid) (cons (user-group-name g) gid)) groups gids)
                         (map (lambda (g) (cons (car g) (cadr g))) %freebsd-groups)))
         (uids (number-all users user-account-uid user-account-system? (map cadr %freebsd-users)))
         (accounts
          (map (lambda (user uid)
                 (resolved-account
                  (user-account-name user)
                  uid
                  (cdr (or (assoc (or (user-account-group user) (user-account-name user)) gid-of)
                           (error "no such group:" (user-account-group user))))
                  (user-account-home-directory user)
                  (shell->string (user-account-shell user))
                  user))
               users uids)))
    (values accounts
            (map (lambda (g gid)
                   (cons (user-group-name g)
                         (cons gid
                               (delete-duplicates
                                (append (user-group-members g)
                                        (members-of (user-group-name g) users))))))
                 groups gids))))

(define (members-of group users)
  ;; Names of the accounts of USERS that have GROUP among their supplementary groups.
  (filter-map (lambda (user)
                (and (member group (user-account-supplementary-groups user))
                     (user-account-name user)))
              users))

(define (colons . fields)
  (string-join (map (lambda (f) (if (number? f) (number->string f) f)) fields) ":"))

(define (account-class account)
  (user-account-class (resolved-account-account account)))

(define (account-comment account)
  (user-account-comment (resolved-account-account account)))

(define (accounts->master.passwd accounts)
  (string-join
   (append
    (map (lambda (u)
           (apply (lambda (name uid gid comment home shell)
                    (colons name "*" uid gid "" 0 0 comment home shell))
                  u))
         %freebsd-users)
    (map (lambda (a)
           (colons (resolved-account-name a) "*" (resolved-account-uid a) (resolved-account-gid a)
                   (account-class a) 0 0 (account-comment a) (resolved-account-home a)
                   (resolved-account-shell a)))
         accounts))
   "\n" 'suffix))

(define (accounts->passwd accounts)
  (string-join
   (append
    (map (lambda (u)
           (apply (lambda (name uid gid comment home shell)
                    (colons name "*" uid gid comment home shell))
                  u))
         %freebsd-users)
    (map (lambda (a)
           (colons (resolved-account-name a) "*" (resolved-account-uid a) (resolved-account-gid a)
                   (account-comment a) (resolved-account-home a) (resolved-account-shell a)))
         accounts))
   "\n" 'suffix))

(define (accounts->group users groups)
  ;; The text of group(5): FreeBSD's groups with the declared members added, then GROUPS, an alist as
  ;; resolve-accounts makes it.
  (string-join
   (append
    (map (lambda (g)
           (colons (car g) "*" (cadr g)
                   (string-join (delete-duplicates (append (cddr g) (members-of (car g) users)))
                                ",")))
         %freebsd-groups)
    (map (lambda (g) (colons (car g) "*" (cadr g) (string-join (cddr g) ","))) groups))
   "\n" 'suffix))
