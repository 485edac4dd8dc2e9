//! Formats are found without options: records that a logging library would print by some two hundred and eighty patterns
//! are read back with the right level, logger, thread, message and time.
//!
//! The patterns are those that people put into `logging.basicConfig`, `logback.xml` and `log4j2.xml`; the messages hold
//! what parts fields elsewhere: colons, brackets, dashes, level words, dates. Everything is drawn from a fixed seed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a generator of known texts; a fault in it must end the test"
)]

use errmon::format::catalogue;
use errmon::format::detect::detect;
use errmon::format::layout::{Header, Layout, Span};
use std::sync::{Arc, LazyLock};

/// `{T…}` is a stamp, `{L}` the level, `{l}` in lower case, `{I}` its letter, `{N}` the logger, `{SC}` its last part, `{TH}` the
/// thread, `{M}` the message; the others are fields that no record keeps. `:-5` pads as Logback does, `.15` cuts.
const PYTHON: &[&str] = &[
    r"{T} - {N} - {L} - {M}",
    r"{T} - {L} - {M}",
    r"{T} {L} {M}",
    r"{T} {M}",
    r"{T} - {M}",
    r"{T} {L} {N} {M}",
    r"{T} {L} {N}: {M}",
    r"{T} {L}: {M}",
    r"{T}: {L}: {M}",
    r"{T} : {L} : {M}",
    r"{T} : {L} : {N} : {M}",
    r"{T} [{L}] {M}",
    r"{T} [{L}] {N}: {M}",
    r"{T} [{L}] {N} - {M}",
    r"{T} [{L}]: {M}",
    r"{T} [{L}] - {M}",
    r"{T} - [{L}] - {M}",
    r"{T} - [{L}] - {N} - {M}",
    r"{T} - [{L}] - {N} - ({file}).{func}({line}) - {M}",
    r"{T} [{L}] ({file}:{line}) {M}",
    r"{T} {L} [{file}:{line}] {M}",
    r"{T} {L} {file}:{line} {M}",
    r"{T} {L} {file}:{line} - {M}",
    r"{T} {L} {mod}:{line} - {M}",
    r"{T} - {file}:{line} - {L} - {M}",
    r"{T} - {L} - {file}:{line} - {M}",
    r"{T} - {N} - {L} - [{file}:{line}] - {M}",
    r"{T} - {N} - {L} - {file} - {M}",
    r"{T} {N} {L} {M}",
    r"{T} {N} {L}: {M}",
    r"{T} - {N}:{L} - {M}",
    r"{T} - {N} [{L}] {M}",
    r"{T} - {L} [{N}] {M}",
    r"{T} {N} [{L}] {M}",
    r"{T} {N}[{pid}]: {L}: {M}",
    r"{T} {N}[{line}] {L} {M}",
    r"{T} [{pid}] {L} {N} - {M}",
    r"{T} [{pid}] [{L}] {N}: {M}",
    r"{T} {pid} {L} {N} {M}",
    r"{T} {pid} {L}: {M}",
    r"{T} {L} {pid} {M}",
    r"{T} - {pid} - {L} - {M}",
    r"{T} - {TH} - {L} - {M}",
    r"{T} - {TH} - {N} - {L} - {M}",
    r"{T} ({TH}) {L} {M}",
    r"{T} ({TH}) [{L}] {M}",
    r"{T} [{TH}] [{L}] {N}: {M}",
    r"{T} [{TH}] {L} {N} - {M}",
    r"{T} [{L}] [{TH}] {M}",
    r"{T} {L:-8} {M}",
    r"{T} {L:8} {M}",
    r"{T} {L:-8} {N:-20} {M}",
    r"{T} | {L} | {M}",
    r"{T} | {L:-8} | {N} | {M}",
    r"{T} | {N} | {L} | {M}",
    r"{T} | {L} | {N}:{line} | {M}",
    r"{T} | {L} | {N} | {func}:{line} | {M}",
    r"{T} | {L} | {file}:{line} | {M}",
    r"{Tdot} | {L:-8} | {N}:{func}:{line} - {M}",
    r"{Tdot} | {L} | {M}",
    r"{Tsec} {L} {M}",
    r"{Tsec} [{L}] {M}",
    r"{Tsec} - {L} - {M}",
    r"{Tsec} {L}: {M}",
    r"{Tsec} - {N} - {L} - {M}",
    r"{Tsec} | {L} | {M}",
    r"{Tsec} {M}",
    r"{Tsec}: {M}",
    r"[{T}] {L} {M}",
    r"[{T}] {L}: {M}",
    r"[{T}] {L} - {M}",
    r"[{T}] [{L}] {M}",
    r"[{T}] [{L}] {N}: {M}",
    r"[{T}] [{L}] [{N}] {M}",
    r"[{T}] [{N}] [{L}] {M}",
    r"[{T}][{L}] {M}",
    r"[{T}][{L}][{N}] {M}",
    r"[{T}][{N}][{L}] - {M}",
    r"[{T}] <{file}:{line}> {L} - {M}",
    r"[{T}] {N} {L}: {M}",
    r"[{T}] {L} in {mod}: {M}",
    r"[{T}: {L}/{proc}] {M}",
    r"[{T}] - {L} - {M}",
    r"[{T}] - {N} - {L} - {M}",
    r"[{T}] ({L}) {M}",
    r"[{T}] {M}",
    r"[{Tsec}] {L} {M}",
    r"[{Tsec}] [{L}] {M}",
    r"[{Tsec}] {L}: {M}",
    r"[{Tdj}] {L} [{N}:{line}] {M}",
    r"[{Tgun}] [{pid}] [{L}] {M}",
    r"[{L}] {T} {M}",
    r"[{L}] {T} - {M}",
    r"[{L}] {T}: {M}",
    r"[{L}] [{T}] {M}",
    r"[{L}] {N}: {M}",
    r"[{L}] {M}",
    r"[{L}] {N} - {M}",
    r"[{L}] {T} {N}: {M}",
    r"[{L}] {T} {file}:{line} {M}",
    r"{L} {T} {M}",
    r"{L} {T} {N} {M}",
    r"{L}: {T}: {M}",
    r"{L} - {T} - {M}",
    r"{L}:{T}:{M}",
    r"{L}:{N}:{M}",
    r"{L} - {M}",
    r"{L} {N} - {M}",
    r"{L}: {M}",
    r"{L}: {N}: {M}",
    r"{L:-8} {M}",
    r"{L:8} {M}",
    r"{L:8}: {M}",
    r"{L:8} {N}: {M}",
    r"{L:8} [{N}] {M}",
    r"{L:8} {T} {M}",
    r"{L:8} {T} {N}: {M}",
    r"{L:10} | {N} | {M}",
    r"{L} [{T}] {M}",
    r"{L} | {T} | {M}",
    r"{L:-8} [{N}] {M}",
    r"{Ttods} {L} {M}",
    r"{Ttods} [{L}] {M}",
    r"{Ttods} - {N} - {L} - {M}",
    r"{Ttods} {L}: {M}",
    r"{Ttods} {N} {L} {M}",
    r"[{Ttods}] {L} - {M}",
    r"{Ttodc} {L:-8} {N} {M}",
    r"{Tus2} - {L} - {M}",
    r"{Tus2} {M}",
    r"{Tus2} {L}:{M}",
    r"{Tus3} {L} {M}",
    r"{Tus3} - {L} - {N} - {M}",
    r"{Tz} {L} {N} {M}",
    r"{Tz} [{L}] {M}",
    r"{Tz} {L} {M}",
    r"{Toff} {L} [{N}] {M}",
    r"{Toffm} - {N} - {L} - {M}",
    r"{Toffs} {L} {M}",
    r"{Tzs} {L:-8} {N}: {M}",
    r"{Tsl} {L} {M}",
    r"{Tslm} [{L}] {N}: {M}",
    r"{Teu} {L} {M}",
    r"{Teu} - {N} - {L} - {M}",
    r"{Tmd} {N:-12} {L:-8} {M}",
    r"{T} — {N} — {L} — {M}",
    r"{T} — {N} — {L} — {func}:{line} — {M}",
    r"{T} {L} {N} :: {M}",
    r"{T} [{L}] {N} {file}:{line} - {M}",
    r"{T} {L}: {M} [in /srv/app/{file}:{line}]",
    r"{N} {T} {L} {M}",
    r"{L} {N} {T}: {M}",
    r"{L}:{N}:{T}:{M}",
    r"{L} - {Tfull} - {N} - {M}",
    r"{N:-12}: {L:-8} {M}",
    r"{N} | {L} | {M}",
    r"{pid} - {L} - {M}",
    r"{mod}.{func}:{line} [{L}] {M}",
    r"{L:-5} [{N}] {M}",
    r"{Tmonth} - {M}",
    r"{Tmonth} {L} {M}",
    r"{Tmonth} {N} {L}: {M}",
    r"{Tjoined} {L}: {M}",
    r"{Tunder} {L} {M}",
    r"{Tlong} {L} {M}",
    r"[{Tslash}] {N} {L}: {M}",
    r"[{Tslash} {N}] {L}: {M}",
    r"{Tmd} {L} {M}",
    r"{Tctime} {L} {M}",
    r"{Tctime} - {L} - {M}",
    r"{Tsys} {N}[{pid}]: {L} {M}",
    r"{Tus} {L} {N} {M}",
    r"{Tus} [{l:-9}] {M}",
    r"{Tz} [{l:-9}] {M}",
    r"{T} {l} {M}",
    r"{T} {l}: {M}",
    r"{T} - {l} - {M}",
    r"{T} {proc} {L} {M}",
    r"{T} {proc}[{pid}] {L} {N}: {M}",
    r"{T} {host} {N}[{pid}] {L} {M}",
    r"{T} [{N}] {L}: {M}",
    r"{T} [{N}] [{L}] {M}",
    r"{T} [{N}:{line}] {L} {M}",
    r"{T} {L} [{N}:{line}] {M}",
    r"{T} {L} [{N}] {M}",
    r"{T} {L} ({N}) {M}",
    r"{T} {L} ({TH}) [{N}] {M}",
    r"{T} {L} ({TH}) {M}",
    r"{T} <{L}> {M}",
    r"{T} - {func} - {L} - {M}",
    r"{T} - {N} - {func} - {L} - {M}",
    r"{T} [{L}] {func}: {M}",
    r"{T} [{L}] {path}:{line} - {M}",
    r"{T} :: {L} :: {M}",
    r"{T} :: {N} :: {L} :: {M}",
    r"{T}:{L}:{N}:{M}",
    r"{T}:{L}:{M}",
    r"{T},{L},{M}",
    r"{T};{L};{N};{M}",
    r"{T}\t{L}\t{M}",
    r"{T}\t{L}\t{N}\t{M}",
    r"{T} -- {L} -- {M}",
    r"{T} => {L} => {M}",
    r"{T} {L} --- {M}",
    r"{T} - {L} : {M}",
    r"{T} - {N} - {L}: {M}",
    r"{T} - {L}: {M}",
    r"{T} - {L} - {N}: {M}",
    r"{L} {Tmd} {file}:{line}] {M}",
    r"{L} {Tmd} [{file}:{line}] {M}",
    r"{L}:     {M}",
    r"{T}\t{L} {file}:{line} -- {M}",
    r"{T} {L} {N} [-] {M}",
    r"{Tdot} {pid} {L} {N} [{req} {user} - - -] {M}",
    r"{Tsec} [{N}] {L}: {M}",
    r"{T} {pid} {L} ? {N}: {M}",
    r"{Tdot} {L} ({TH}) [{N}] {M}",
    r"{Tsec}|{L}|{M}",
    r"{T}|{L}|{N}|{M}",
    r"{Tsl} {Ttods} {L} {M}",
];
const JAVA: &[&str] = &[
    r"{Ttod} [{TH}] {L:-5} {N} - {M}",
    r"{Tdot} [{TH}] {L:-5} {N} - {M}",
    r"{T} [{TH}] {L:-5} {N} - {M}",
    r"{T} {L:-5} [{TH}] {N} - {M}",
    r"{T} {L:-5} [{TH}] {N}: {M}",
    r"{T} {L:-5} [{TH}] {N} {M}",
    r"{T} {L:-5} [{TH}] ({N}) {M}",
    r"{T} {L:-5} [{TH}] {N}:{line} - {M}",
    r"{T} {L:-5} [{TH}] ({file}:{line}) - {M}",
    r"{T} {L:-5} ({TH}) [{N}] {M}",
    r"{T} {L:-5} [{N}] ({TH}) {M}",
    r"{T} {L:-5} [{N}] - {M}",
    r"{T} {L:-5} [{N}] {M}",
    r"{T} [{TH}] {L:-5} {N} {M}",
    r"{T} [{TH}] {L:-5} {N}: {M}",
    r"{T} [{TH}] {L:-5} {N}:{line} - {M}",
    r"{T} [{TH}] {L:-5} [{N}] - {M}",
    r"{T} [{TH}] {L:-5} [{N}] {M}",
    r"{T} [{TH}] {L:-5} [{file}:{line}] - {M}",
    r"{T} [{TH}] [{L:-5}] {N} - {M}",
    r"{T} [{TH}] [{N}] {L:-5} - {M}",
    r"{T} [{L:-5}] [{TH}] {N} - {M}",
    r"{T} [{L:-5}] [{TH}] [{N}] {M}",
    r"{T} [{L}] [{N}] [{TH}] {M}",
    r"{T} [{L}] {N} [{TH}] {M}",
    r"{T} [{L}] {N} - {M}",
    r"{T} {L} {N} - {M}",
    r"{T} {L} {N}: {M}",
    r"{T} {L} {N} [{TH}] {M}",
    r"{T} {L} {N} [{TH}] - {M}",
    r"{T} {L} {N} ({TH}) {M}",
    r"{T} {L} {SC} - {M}",
    r"{T} {L:-5} {N:-40} - {M}",
    r"{T} {L:-5} {SC}:{line} - {M}",
    r"{T} {L:5} {pid} --- [{TH:15.15}] {N:-40.40} : {M}",
    r"{Tdot} {L:5} {pid} --- [{TH:15.15}] {N:-40.40} : {M}",
    r"{Toff} {L:5} {pid} --- [{TH:15.15}] {N:-40.40} : {M}",
    r"{Toff} {L:5} {pid} --- [shop] [{TH:15.15}] {N:-40.40} : {M}",
    r"{Toff} {L:5} [{req}] {pid} --- [{TH:15.15}] {N:-40.40} : {M}",
    r"{Tdot} [{TH}] {L:-5} {N} [{mdc}] - {M}",
    r"{T} [{TH}] {L:-5} {N} [{mdc}] {M}",
    r"{T} [{TH}] [{mdc}] {L:-5} {N} - {M}",
    r"{T} {L:-5} [{TH}] [{mdc}] {N} - {M}",
    r"{T} {L:-5} [{mdc}] [{TH}] {N} - {M}",
    r"{T} {L} [{TH}] [{N}] [{req}] {M}",
    r"{T} | {L:-5} | {M} | {N} | {TH}",
    r"{T} | {L:-5} | {TH} | {N} | {M}",
    r"{T} | {TH} | {L} | {N} | {M}",
    r"{T} - {L} - {TH} - {N} - {M}",
    r"{T} - {L} [{TH}] {N} - {M}",
    r"{T} - {L} - [{TH}] {N} - {M}",
    r"{T} - [{TH}] - {L} - {N} - {M}",
    r"{T} - {L} {N} - {M}",
    r"{T} - [{L}] - {N} - {M}",
    r"{T} {TH} {L} {N} - {M}",
    r"[{T}] {L} {M} ({N})",
    r"[{T}] {L} [{TH}] {M} ({N})",
    r"[{T}] {L} {N} [{TH}] - {M}",
    r"[{T}] [{L}] [{TH}] [{N}] {M}",
    r"[{T}] [{TH}] {L} {N} - {M}",
    r"[{T}] [{L:-5}] [{N}] [{TH}] - {M}",
    r"[{T}] [{TH}] [{L}] [{N}] - {M}",
    r"[{T}]-[{TH}]-[{L}]-[{N}] {M}",
    r"[{Tisoc}][{L:-5}][{N:-25}] [node-1] {M}",
    r"{Tspark} {L} {SC}: {M}",
    r"{Tspark} {L} {N}: {M}",
    r"{Tspark} {L} {SC} [{TH}]: {M}",
    r"{T} {L} {N}: {M}",
    r"{T} {L} [{TH}] {N} ({file}:{meth}({line})) - {M}",
    r"{T} {L} {N} ({file}:{meth}({line})) - {M}",
    r"{T} [myid:] - {L:-5} [{TH}:{SC}@{line}] - {M}",
    r"{T} [myid:1] - {L:-5} [{TH}:{SC}@{line}] - {M}",
    r"{L:-5} [{TH}] {T} {file}:{line} - {M}",
    r"{L} [{TH}] {N}: {M}",
    r"{L} {N} - {M}",
    r"{L:-5} {T} [{TH}] {N} - {M}",
    r"{L} {T} {N} - {M}",
    r"{L}  [{T}] {N}: {M}",
    r"{L} [{Tdot}] {N}: {M}",
    r"{L:-5} | {T} | {N} | {M}",
    r"{L:5} {N} - {M}",
    r"{L:5} [{TH}] {N} - {M}",
    r"{L:5} {T} [{TH}] {N}: {M}",
    r"{L:5} [{T}] [{TH}] {N} - {M}",
    r"{L:5} [{Tz}] {N}: {M}",
    r"{L:5} {pid} --- [{TH:15.15}] {N:-40.40} : {M}",
    r"{L} [{TH}] ({file}:{line}) - {M}",
    r"[{L}] {T} [{TH}] {N} - {M}",
    r"[{L}] [{TH}] {N} - {M}",
    r"[{L}] {T} {N} - {M}",
    r"[{L}] {M}",
    r"{Tiso} {L} [{TH}] {N} - {M}",
    r"{Tz} {L} {N} - {M}",
    r"{Tz} [{TH}] {L} {N} - {M}",
    r"{Tz} {L} [{TH}] {N} : {M}",
    r"{Toffm} [{TH}] {L} {N} - {M}",
    r"{Ttodc} {L:-5} [{N}] ({TH}) {M}",
    r"{Ttodc} [{TH}] {L:-5} {N} - {M}",
    r"{Ttod} {L} {N} - {M}",
    r"{Ttods} {L:-5} {SC}:{line} - {M}",
    r"{Ttods} [{TH}] {L} - {M}",
    r"[{Ttods}] [{TH}/{L}]: {M}",
    r"[{Ttods}] [{TH}/{L}] [{N}]: {M}",
    r"[{Ttods} {L}]: {M}",
    r"{Tabs} [{TH}] {L} {N} - {M}",
    r"{Tabs} {L} [{TH}] {N}: {M}",
    r"{Tcol} [{TH}] {L} {N} - {M}",
    r"[otel.javaagent {Tcol} +0000] [{TH}] {L} {N} - {M}",
    r"{Tdot} {L:-5} [{TH}] {N} - {M}",
    r"{Tdot}  {L} {pid} --- [{TH}] {N} : {M}",
    r"{Tdot} {L} ({TH}) [c:coll s:shard1 r:core_node1 x:coll_shard1] {N} {M}",
    r"{Tdot} {L}  ({TH}) [   x:coll] {N} {M}",
    r"{Tdot} {L}  ({TH}) [   ] {N} {M}",
    r"{Tns} {L} [{N}] ({TH}) {M}",
    r"{T} {L}  [{N}] ({TH}) {M}",
    r"{T} {host} {N}[{pid}] {L} [{N}] ({TH}) {M}",
    r"{Tsl} {Ttods} {L} {M}",
    r"{Tjetty}:{L}:{N}:{TH}: {M}",
    r"{Tus} {L} [{N}] [{TH}] {M}",
    r"{Tcompact} [{TH}] {L} {N} - {M}",
    r"{Teum} {L} [{TH}] {N} - {M}",
    r"{Teu} *{L}* [{TH}] {N} {M}",
    r"{Teum} *{L}* [{TH}] {N} {M}",
    r"[{Tcat}] [{L}] [{TH}] {N} - {M}",
    r"{T} {L} [{TH}] [{file}:{line}] {M}",
    r"{T} {L} - {M}",
    r"{T} {L} {M}",
    r"{T} [{L}] {M}",
    r"{T} [{TH}] {L} - {M}",
    r"{T} [{TH}] {L} {M}",
    r"{T} [{TH}] - {M}",
    r"{T} - {M}",
    r"{T} {N} - {M}",
    r"{T} {N} {L} - {M}",
    r"{T} {N} [{TH}] {L} {M}",
    r"{T} [{N}] {L} {M}",
    r"{T} [{pid}] {L} {N} - {M}",
    r"{T} {pid} [{TH}] {L} {N} - {M}",
    r"{T} [{req}] [{TH}] {L} {N} - {M}",
    r"{T} [{TH}] {L} [{req}] {N} - {M}",
    r"{T} {L} [{host}] [{TH}] {N} - {M}",
    r"{T},{L},{N},{TH},{M}",
    r"{T};{L};[{TH}];{N};{M}",
    r"{T}\t{L}\t[{TH}]\t{N}\t{M}",
    r"{TH}::{L}::{T}::{mod}::{line}::{N}::({func}) {M}",
    r"[{TH:30.30}] {SC:-30.30} {L:-5} {M}",
    r"[{TH}] {L} : {M}",
    r"{L:-5} [{SC}] - {M}",
    r"{L:-5} {SC} : {M}",
    r"{T} {L:-5} [{TH}] {SC} {file}:{line} {M}",
    r"{T} {L:-5} [{TH}] {SC} {file}:{line} - {M}",
    r"{T} [{TH}] {L:-5} {SC} {file}:{line} {M}",
    r"{T} [{TH}] {SC} {file}:{line} {M}",
    r"{T} {L:-5} traceId={req}, parentId=, spanId={req}, sampled=true [{N}] ({TH}) {M}",
    r"{Tdot} {L:5} [shop,{req},{req}] {N:-40.40} : {M}",
    r"{Tdot} {L:5} [shop,{req},{req}] [{TH}] {N} : {M}",
    r"[{l} {Tslm} UTC server1 <{TH}> tid=0x17] {M}",
    r"{Tdense} {L} [{TH}] {N} - {M}",
    r"{Tdense} {L:-5} {N} - {M}",
    r"{T} {I} {SC}: {M}",
    r"{I} {Ttod} [{TH}] {N} {M}",
    r"{T} [{TH}] {I} {N} {M}",
    r"{T} [{TH}] {N} - {M}",
    r"{T} [{TH}] {L:-5} {N}.{meth}:{line} - {M}",
    r"{T} {L} [{TH}] {N} [{file}:{line}] {M}",
    r"{Ttod} [{TH}] {L:-5} {N} - [{meth},{line}] - {M}",
    r"{T} {L:-5} {SC} [{req}] {M}",
    r"[{L}] {T} [{TH}] {SC} - {M}",
    r"[#|{T}|{L}|glassfish3.1.2|{N}|_ThreadID=1;_ThreadName={TH};|{M}|#]",
    r"[{Ttods}] [{TH}/{L}] ({SC}) {M}",
];

const MESSAGES: &[&str] = &[
    "Connection refused: host=db:5432",
    "cannot open file - retrying [3/5]",
    "User logged in",
    "started",
    "done: 5 items - 3 errors",
    "GET /api/v1/users?id=7 -> 200",
    "info about the run",
    "[user] not found",
    "Retrying in 5 seconds (attempt 2)",
    "key=value, other: thing | pipe",
    "name: value",
    "warning - disk is 91% full",
    "Task images.resize[0d0c] received",
    "(nested (parens)) and [brackets]",
    "a: b: c - d - e",
    "Server listening on 0.0.0.0:8080",
    "request took 12ms",
    "No data",
    "java.io.IOException: Broken pipe",
    "Starting service [Tomcat]",
    "open /etc/passwd: permission denied",
    "- item one",
    "Loading model weights",
    "Failed to connect to broker",
    "finished",
    "Processing batch",
    "2026-01-01 00:00:00 was the date",
    "ERROR while parsing INFO block",
    "Total = 5",
    "Cache miss for key user:42",
];
const PYTHON_LOGGERS: &[&str] =
    &["app.db", "root", "__main__", "services.payment.gateway", "werkzeug", "app", "urllib3.connectionpool"];
const JAVA_LOGGERS: &[&str] = &[
    "com.acme.shop.Main",
    "org.apache.catalina.core.StandardService",
    "o.s.web.servlet.DispatcherServlet",
    "org.hibernate.SQL",
    "c.a.s.Cart$Inner",
];
const PYTHON_THREADS: &[&str] = &["MainThread", "Thread-1 (run)", "ThreadPoolExecutor-0_0", "Thread-7", "worker-3"];
const JAVA_THREADS: &[&str] = &[
    "main",
    "http-nio-8080-exec-1",
    "pool-1-thread-2",
    "MSC service thread 1-1",
    "main-SendThread(zk1:2181)",
    "QuorumPeer[myid=1]/0:0:0:0:0:0:0:0:2181",
    "ForkJoinPool.commonPool-worker-3",
];

static CATALOGUE: LazyLock<Vec<Arc<Layout>>> = LazyLock::new(catalogue::layouts);

/// A linear congruential generator: the same draws everywhere.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

/// What one line was printed from.
#[derive(Default)]
struct Printed {
    line: String,
    level: Option<String>,
    logger: Option<String>,
    thread: Option<String>,
    message: String,
    /// Milliseconds of the day, and whether the stamp prints the milliseconds.
    time: Option<(i64, bool)>,
}

fn stamp(kind: &str, millis: i64) -> (String, bool) {
    let (h, m, s, ms) = (millis / 3_600_000, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000);
    let time = format!("{h:02}:{m:02}:{s:02}");
    let (text, precise) = match kind {
        "T" => (format!("2026-11-23 {time},{ms:03}"), true),
        "Tdot" | "Tjetty" => (format!("2026-11-23 {time}.{ms:03}"), true),
        "Tsec" => (format!("2026-11-23 {time}"), false),
        "Tus" => (format!("2026-11-23 {time}.{ms:03}000"), true),
        "Tns" => (format!("2026-11-23 {time}.{ms:03}000000"), true),
        "Tiso" => (format!("2026-11-23T{time}.{ms:03}"), true),
        "Tisoc" => (format!("2026-11-23T{time},{ms:03}"), true),
        "Tz" => (format!("2026-11-23T{time}.{ms:03}Z"), true),
        "Tzs" => (format!("2026-11-23T{time}Z"), false),
        "Toff" => (format!("2026-11-23T{time}.{ms:03}+00:00"), true),
        "Toffs" | "Tgun" => (format!("2026-11-23 {time} +0000"), false),
        "Toffm" => (format!("2026-11-23 {time},{ms:03}+0000"), true),
        "Ttod" => (format!("{time}.{ms:03}"), true),
        "Ttodc" => (format!("{time},{ms:03}"), true),
        "Ttods" => (time, false),
        "Tcat" => (format!("23-Nov-2026 {time}.{ms:03}"), true),
        "Tabs" => (format!("23 Nov 2026 {time},{ms:03}"), true),
        "Tspark" => (format!("26/11/23 {time}"), false),
        "Tdj" => (format!("23/Nov/2026 {time}"), false),
        "Tus2" => (format!("11/23/2026 {h:02}:{m:02}:{s:02} AM"), false),
        "Tus3" => (format!("11/23/2026 {time}"), false),
        "Teu" => (format!("23.11.2026 {time}"), false),
        "Teum" => (format!("23.11.2026 {time}.{ms:03}"), true),
        "Tcol" => (format!("2026-11-23 {time}:{ms:03}"), true),
        "Tsl" => (format!("2026/11/23 {time}"), false),
        "Tslm" => (format!("2026/11/23 {time}.{ms:03}"), true),
        "Tmd" => (format!("11-23 {time}"), false),
        "Tfull" => (format!("Monday, 23 November 2026 {h:02}:{m:02}:{s:02} AM"), false),
        "Tmonth" => (format!("23-Nov-26 {time}"), false),
        "Tjoined" => (format!("20261123T{h:02}{m:02}{s:02}"), false),
        "Tunder" => (format!("2026_11_23_{h:02}_{m:02}_{s:02}"), false),
        "Tlong" => (format!("23. November 2026 {time}"), false),
        "Tslash" => (format!("11/23 {time}"), false),
        "Tctime" => (format!("Mon Nov 23 {time} 2026"), false),
        "Tsys" => (format!("Nov 23 {time}"), false),
        "Tdense" => (format!("20261123 {h:02}{m:02}{s:02}.{ms:03}"), true),
        "Tcompact" => (format!("20261123 {time}.{ms:03}"), true),
        other => panic!("no stamp {other}"),
    };
    (text, precise)
}

fn pad(text: &str, rule: &str) -> String {
    let (left, rule) = rule.strip_prefix('-').map_or((false, rule), |rest| (true, rest));
    let (width, cut) = rule.split_once('.').map_or((rule, None), |(width, cut)| (width, cut.parse::<usize>().ok()));
    let width: usize = width.parse().unwrap_or(0);
    let text = cut.map_or(text, |cut| &text[text.len().saturating_sub(cut)..]);
    if left { format!("{text:<width$}") } else { format!("{text:>width$}") }
}

fn print(pattern: &str, java: bool, millis: i64, draw: &mut Draw) -> Printed {
    let logger = draw.of(if java { JAVA_LOGGERS } else { PYTHON_LOGGERS });
    let thread = draw.of(if java { JAVA_THREADS } else { PYTHON_THREADS });
    let warn = if java { "WARN" } else { "WARNING" };
    let level = draw.of(&["DEBUG", "INFO", warn, "ERROR", "INFO", "INFO", "ERROR"]);
    let mut printed = Printed::default();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        printed.line.push_str(&before.replace("\\t", "\t"));
        let (field, after) = after.split_once('}').unwrap();
        let (name, rule) = field.split_once(':').unwrap_or((field, ""));
        rest = after;
        let number = draw.below(900) + 1;
        let text = match name {
            "L" | "JL" => level.to_owned(),
            "l" => level.to_ascii_lowercase(),
            "I" => level[..1].to_owned(),
            "N" => logger.to_owned(),
            "SC" => logger.rsplit('.').next().unwrap().to_owned(),
            "TH" => thread.to_owned(),
            "M" => draw.of(MESSAGES).to_owned(),
            "pid" | "line" => number.to_string(),
            "func" => draw.of(&["main", "<module>", "do_login", "_run"]).to_owned(),
            "meth" => draw.of(&["start", "run", "lambda$x$0"]).to_owned(),
            "mod" => draw.of(&["views", "db", "main"]).to_owned(),
            "path" => draw.of(&["/srv/app/views.py", "/srv/app/models/base.py"]).to_owned(),
            "file" if java => draw.of(&["Main.java", "CheckoutService.java"]).to_owned(),
            "file" => draw.of(&["views.py", "app.py", "db_utils.py"]).to_owned(),
            "proc" => draw.of(&["MainProcess", "ForkPoolWorker-1", "SpawnProcess-3"]).to_owned(),
            "user" => draw.of(&["anna", "bob"]).to_owned(),
            "req" => draw.of(&["req-1a2b", "5c1d9f", ""]).to_owned(),
            "mdc" => draw.of(&["user=anna, req=1", ""]).to_owned(),
            "host" => "web-1".to_owned(),
            _ => {
                let (text, precise) = stamp(name, millis);
                printed.time.get_or_insert((millis, precise));
                text
            }
        };
        let text = pad(&text, rule);
        let kept = Some(text.trim().to_owned());
        match name {
            "L" | "JL" | "l" | "I" => printed.level = kept,
            "N" | "SC" => printed.logger = kept,
            "TH" => printed.thread = kept,
            "M" => printed.message.clone_from(&text),
            _ => {}
        }
        printed.line.push_str(&text);
    }
    printed.line.push_str(rest);
    printed
}

/// Fields that were read wrong, and all that were compared.
fn read_back(pattern: &str, java: bool, count: usize, seed: u64) -> (Vec<String>, usize) {
    let mut draw = Draw(seed);
    let mut millis = 36_969_144;
    let records: Vec<Printed> = (0..count)
        .map(|_| {
            millis += [1, 17, 350, 2100, 6100][draw.below(5)];
            print(pattern, java, millis, &mut draw)
        })
        .collect();
    let lines: Vec<&str> = records.iter().map(|record| record.line.as_str()).collect();
    let found: Vec<Arc<Layout>> = detect(lines.join("\n").as_bytes(), &CATALOGUE).layouts;
    let (mut wrong, mut all) = (Vec::new(), 0);
    // A pattern with a second name for the call says little about which of the two is the logger.
    let named = !["{func}", "{mod}", "{proc}"].iter().any(|name| pattern.contains(name)) || pattern.contains("{N}");
    for record in &records {
        let line = record.line.as_bytes();
        let mut header = Header::default();
        all += 1;
        let Some(layout) = found.iter().find(|layout| layout.match_header(line, &mut header)) else {
            wrong.push(format!("start: {}", record.line));
            continue;
        };
        let text = |span: Option<Span>| span.map(|span| String::from_utf8_lossy(span.of(line)).trim().to_owned());
        let mut compare = |what: &str, got: Option<String>, want: Option<&str>| {
            all += 1;
            if got.as_deref() != want {
                wrong.push(format!("{what}: {got:?} of {}", record.line));
            }
        };
        compare("level", text(header.level_span), record.level.as_deref());
        if named {
            compare("logger", text(header.logger), record.logger.as_deref());
        }
        if named && record.thread.is_some() {
            compare("thread", text(header.thread), record.thread.as_deref());
        }
        compare("message", text(Some(header.message)), Some(record.message.trim()));
        if let Some((millis, precise)) = record.time {
            let stamp = header.time.and_then(|span| layout.parse_stamp(span.of(line)));
            let millis = if precise { millis } else { millis / 1000 * 1000 };
            compare("time", stamp.map(|stamp| (stamp.micros / 1000).to_string()), Some(&millis.to_string()));
        }
    }
    (wrong, all)
}

fn score(count: usize) -> (f64, String) {
    let (mut wrong, mut all) = (Vec::new(), 0);
    for (java, patterns) in [(false, PYTHON), (true, JAVA)] {
        for (index, pattern) in patterns.iter().enumerate() {
            let (faults, compared) = read_back(pattern, java, count, (index * 31 + count) as u64);
            all += compared;
            if let Some(first) = faults.first() {
                wrong.push((faults.len(), format!("{pattern}: {} of {compared}, {first}", faults.len())));
            }
        }
    }
    let faults: usize = wrong.iter().map(|(count, _)| count).sum();
    let lines: Vec<String> = wrong.into_iter().map(|(_, line)| line).collect();
    (100.0 - faults as f64 * 100.0 / all as f64, lines.join("\n"))
}

#[test]
fn a_file_of_forty_records_is_read_back_without_options() {
    let (score, faults) = score(40);
    assert!(score > 99.5, "{score:.2} %\n{faults}");
}

#[test]
fn a_file_of_five_records_is_read_back_without_options() {
    let (score, faults) = score(5);
    assert!(score > 98.5, "{score:.2} %\n{faults}");
}
