;;; Commentary:
;;; The records of a system declaration: operating-system and what its fields hold. Each field says its
;;; type, its default and what it is for; rules that span fields are in (fruix system freebsd check).

(define-module (fruix system freebsd model)
  #:use-module (fruix types)
  #:export (user-group user-group? user-group-name user-group-id user-group-members
            user-group-system?
            user-account user-account? user-account-name user-account-uid user-account-group
            user-account-supplementary-groups user-account-comment user-account-home-directory
            user-account-create-home-directory? user-account-shell user-account-class
            user-account-authorized-keys user-account-system?
            file-system file-system? file-system-device file-system-mount-point file-system-type
            file-system-options file-system-dump file-system-pass
            swap-device swap-device? swap-device-device swap-device-options
            operating-system operating-system? operating-system-host-name
            operating-system-freebsd-base operating-system-kernel operating-system-bootloader
            operating-system-base-packages operating-system-development-packages
            operating-system-packages operating-system-users operating-system-groups
            operating-system-file-systems operating-system-swap-devices operating-system-services
            operating-system-init-mode operating-system-ready-marker operating-system-timezone
            operating-system-locale operating-system-loader-entries
            operating-system-rc-conf-entries operating-system-sysctl-entries
            operating-system-hosts operating-system-motd operating-system-root-authorized-keys
            %init-modes %default-file-systems %file-system-types))

(define (account-id? x)
  ;; True for what uid_t and gid_t of FreeBSD hold; chown(2) and others take the last one for none.
  (and (natural? x) (<= x 4294967294)))

(define (gecos? x)
  (and (single-line? x) (not (string-index x #\:))))

(define (login-class? x)
  (and (string? x) (or (string=? x "") (account-name? x))))

(define (passwd-path? x)
  ;; True for an absolute path that passwd(5) can hold.
  (and (absolute-path? x) (not (string-index x #\:))))

(define (login-shell? x)
  ;; A file-like object's own check is its lowering.
  (if (string? x) (passwd-path? x) (not (symbol? x))))

(define %public-key-types
  '("ssh-ed25519" "ssh-rsa" "ssh-dss" "ecdsa-sha2-nistp256" "ecdsa-sha2-nistp384" "ecdsa-sha2-nistp521"
    "sk-ssh-ed25519@openssh.com" "sk-ecdsa-sha2-nistp256@openssh.com"))

(define (public-key-line? x)
  ;; True for a line of authorized_keys(5), options before the key included.
  (and (single-line? x)
       (any (lambda (type) (string-contains x (string-append type " "))) %public-key-types)
       #t))

(define (fstab-word? x)
  (and (single-line? x)
       (< 0 (string-length x))
       (not (string-index x #\space))
       (not (string-index x #\tab))
       (not (string-prefix? "#" x))))

(define (file-system-type-name? x)
  ;; True for what mount(8) makes the name of a program of: mount_TYPE.
  (and (item-name? x) (not (string-prefix? "-" x))))

(define (device-name? x)
  ;; The loader is told of the root's.
  (and (fstab-word? x) (loader-value? x)))

(define (names-and-addresses? x)
  (and (list? x)
       (every (lambda (entry)
                (and (pair? entry)
                     (list? entry)
                     (<= 2 (length entry))
                     (every (lambda (word) (fstab-word? word)) entry)))
              x)))

(define-record-type* <user-group>
  user-group make-user-group user-group?
  (name user-group-name
        (type account-name? "a group name"
        "at most 32 letters, digits, `.', `_' and `-'; it begins with neither `.' nor `-'")
        (doc "Name of the group."))
  (id user-group-id (default #f) (type (optional account-id?) "a group id or #f" "ids are 0 to 4294967294")
      (doc "Numeric id; #f takes the next free one, from 1001 up or, for daemons, from 999 down."))
  (members user-group-members (default '()) (type (list-of account-name?) "a list of account names")
           (doc "Names of members, besides accounts that name the group themselves."))
  (system? user-group-system? (default #f) (type boolean? "a boolean")
           (doc "Whether this is a daemon's group, with an id below 1000.")))

(define-record-type* <user-account>
  user-account make-user-account user-account?
  (name user-account-name
        (type account-name? "an account name"
        "at most 32 letters, digits, `.', `_' and `-'; it begins with neither `.' nor `-'")
        (doc "Login name."))
  (uid user-account-uid (default #f) (type (optional account-id?) "a user id or #f" "ids are 0 to 4294967294")
       (doc "Numeric id; #f takes the next free one, from 1001 up or, for daemons, from 999 down."))
  (group user-account-group (default #f) (type (optional account-name?) "a group name or #f")
         (doc "Name of the primary group; #f makes a group of the account's own name."))
  (supplementary-groups user-account-supplementary-groups (default '())
                        (type (list-of account-name?) "a list of group names")
                        (doc "Further groups, as \"wheel\"."))
  (comment user-account-comment (default "") (type gecos? "a line without `:'")
           (doc "Full name (the GECOS field)."))
  (home-directory user-account-home-directory (thunked)
                  (default (string-append "/home/" (user-account-name this-record)))
                  (type passwd-path? "an absolute path without `:'")
                  (doc "Home directory."))
  (create-home-directory? user-account-create-home-directory? (default #t)
                          (type boolean? "a boolean")
                          (doc "Whether activation makes the home directory when it is absent."))
  (shell user-account-shell (default "/bin/sh") 
         (type login-shell? "an absolute path without `:' or a file-like" "as \"/bin/sh\" or \"/usr/local/bin/bash\"")
         (doc "Login shell: a path that the base has, or a file-like object."))
  (class user-account-class (default "") (type login-class? "a login class")
         (doc "Login class of login.conf(5); empty for the default one."))
  (authorized-keys user-account-authorized-keys (default '())
                   (type (list-of public-key-line?) "a list of public key lines"
                         "as the line of ~/.ssh/id_ed25519.pub")
                   (doc "Lines of ~/.ssh/authorized_keys."))
  (system? user-account-system? (default #f) (type boolean? "a boolean")
           (doc "Whether this is a daemon's account, with ids below 1000.")))

(define-record-type* <file-system>
  file-system make-file-system file-system?
  (device file-system-device (type device-name? "a device or a name without blanks")
          (doc "Device, as \"/dev/gpt/fruix-root\", or the name of a pseudo file system."))
  (mount-point file-system-mount-point
               (type absolute-path? "an absolute path" "as \"/\" or \"/var/log\"")
               (doc "Where it is mounted."))
  (type file-system-type (type file-system-type-name? "a file system type")
        (doc "Type, as \"ufs\", \"msdosfs\", \"tmpfs\", \"devfs\"."))
  (options file-system-options (default "rw") (type fstab-word? "mount options")
           (doc "Options of fstab(5), joined with commas."))
  (dump file-system-dump (default 0) (type natural? "a natural number")
        (doc "Dump frequency."))
  (pass file-system-pass (thunked)
        (default (default-pass (file-system-type this-record) (file-system-mount-point this-record)))
        (type natural? "a natural number")
        (doc "Pass of fsck(8): 1 for the root, 2 for other UFS file systems, else 0.")))

(define (default-pass type mount-point)
  (cond ((not (equal? type "ufs")) 0)
        ((equal? mount-point "/") 1)
        (else 2)))

(define-record-type* <swap-device>
  swap-device make-swap-device swap-device?
  (device swap-device-device (type fstab-word? "a device")
          (doc "Device, as \"/dev/gpt/fruix-swap\"."))
  (options swap-device-options (default "sw") (type fstab-word? "mount options")
           (doc "Options of fstab(5).")))

(define %init-modes
  ;; How the machine starts: FreeBSD's init and rc.d with Shepherd beside them, or Shepherd as PID 1.
  '(freebsd-init+rc.d-shepherd shepherd-pid1))

(define %file-system-types
  ;; What mount(8) of FreeBSD can mount.
  '("autofs" "cd9660" "devfs" "ext2fs" "fdescfs" "fusefs" "linprocfs" "linsysfs" "mqueuefs" "msdosfs"
    "nfs" "nullfs" "p9fs" "procfs" "smbfs" "tarfs" "tmpfs" "udf" "ufs" "unionfs" "zfs"))

(define %default-file-systems
  ;; The root file system of images that Fruix makes.
  (list (file-system
          (device "/dev/gpt/fruix-root")
          (mount-point "/")
          (type "ufs"))))

(define-record-type* <operating-system>
  operating-system make-operating-system operating-system?
  (host-name operating-system-host-name
             (type host-name? "a host name"
                   "letters, digits and inner hyphens, in parts of at most 63 joined with dots; 180 in all")
             (doc "Host name; also part of the closure's name."))
  (freebsd-base operating-system-freebsd-base (default #f)
                (doc "The FreeBSD that the system is made of: a freebsd-base."))
  (kernel operating-system-kernel
          (doc "Package with boot/kernel."))
  (bootloader operating-system-bootloader
              (doc "Package with loader.efi and what it reads under boot/."))
  (base-packages operating-system-base-packages (default '()) (type list? "a list of packages")
                 (doc "FreeBSD's userland, in the order of precedence."))
  (development-packages operating-system-development-packages (default '())
                        (type list? "a list of packages")
                        (doc "Headers and compilers, kept out of the profile in one of their own."))
  (packages operating-system-packages (default '()) (type list? "a list of packages")
            (doc "Further packages of the profile; they come before the base's."))
  (users operating-system-users (default '()) (type (list-of user-account?) "a list of user accounts")
         (doc "Accounts besides FreeBSD's own."))
  (groups operating-system-groups (default '()) (type (list-of user-group?) "a list of user groups")
          (doc "Groups besides FreeBSD's own."))
  (file-systems operating-system-file-systems (default %default-file-systems)
                (type (list-of file-system?) "a list of file systems")
                (doc "What fstab(5) mounts; exactly one is mounted at /."))
  (swap-devices operating-system-swap-devices (default '())
                (type (list-of swap-device?) "a list of swap devices"
                      "each as (swap-device (device \"/dev/gpt/fruix-swap\"))")
                (doc "Swap of fstab(5)."))
  (services operating-system-services (default '()) (type list? "a list of services")
            (doc "Services; %base-services is what most systems begin with."))
  (init-mode operating-system-init-mode (default 'freebsd-init+rc.d-shepherd)
             (type (apply one-of %init-modes)
                   "'freebsd-init+rc.d-shepherd or 'shepherd-pid1"
                   "the first is FreeBSD's own init, the default")
             (doc "How the machine starts."))
  (ready-marker operating-system-ready-marker (default "/var/lib/fruix/ready")
                (type absolute-path? "an absolute path")
                (doc "File that the machine makes when all its services have started."))
  (timezone operating-system-timezone (default "UTC")
            (type time-zone? "a time zone's name" "as \"UTC\" or \"Europe/Berlin\"")
            (doc "Time zone, as \"Europe/Berlin\"."))
  (locale operating-system-locale (default "C.UTF-8")
          (type locale-name? "a locale's name" "as \"C.UTF-8\" or \"de_DE.UTF-8\"")
          (doc "Locale of logins by sh and csh, for those whose login class has none of its own."))
  (loader-entries operating-system-loader-entries (default '())
                  (type (alist-of-strings? environment-name? loader-value?)
                        "a list of (NAME . VALUE) without double quotes"
                        "as '((\"autoboot_delay\" . \"3\"))")
                  (doc "Variables of loader.conf(5)."))
  (rc-conf-entries operating-system-rc-conf-entries (default '())
                   (type (alist-of-strings? variable-name?) "a list of (NAME . VALUE)"
                         "as '((\"zfs_enable\" . \"YES\"))")
                   (doc "Variables of rc.conf(5); they win over those of services."))
  (sysctl-entries operating-system-sysctl-entries (default '())
                  (type (alist-of-strings? environment-name?) "a list of (NAME . VALUE)"
                        "as '((\"kern.maxfiles\" . \"100000\"))")
                  (doc "Values of sysctl.conf(5)."))
  (hosts operating-system-hosts (default '())
         (type names-and-addresses? "a list of (ADDRESS NAME ...)"
               "as '((\"192.0.2.1\" \"gate\" \"gate.example.org\"))")
         (doc "Lines of hosts(5) besides localhost's."))
  (motd operating-system-motd (default #f) (type (optional string?) "a string or #f")
        (doc "Message of the day; #f for a line that names the system."))
  (root-authorized-keys operating-system-root-authorized-keys (default '())
                        (type (list-of public-key-line?) "a list of public key lines"
                         "as the line of ~/.ssh/id_ed25519.pub")
                        (doc "Lines of /root/.ssh/authorized_keys.")))
