//! Answers questions about one framework, which it reads first: `scalop-bench FILE`, in the format of ICCMA
//! 2023. It then says `ready` with the number of arguments. A question is a line, `GR`, `PR`, `ST`,
//! `ID`, or `DC n` or `DS n` for the preferred semantics; the answer is a line as well: nanoseconds, and
//! then `none`, `yes`, `no`, or `set` with the accepted arguments. What is timed begins with the
//! framework in memory, and ends with the answer in memory.

use anyhow::{bail, Context, Result};
use scalop::aa::{AAFramework, Argument};
use scalop::io::{Iccma23Reader, InstanceReader};
use scalop::solvers::{
    CompleteSemanticsSolver, CredulousAcceptanceComputer, GroundedSemanticsSolver, IdealSemanticsSolver,
    PreferredSemanticsSolver, SingleExtensionComputer, SkepticalAcceptanceComputer, StableSemanticsSolver,
};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, Write};
use std::time::Instant;

enum Answer {
    Set(Option<Vec<usize>>),
    Accepted(bool),
}

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("which file?")?;
    let af = Iccma23Reader::default().read(&mut File::open(path)?)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "ready {}", af.n_arguments())?;
    out.flush()?;
    for line in std::io::stdin().lock().lines() {
        let (nanoseconds, answer) = timed(&af, &line?)?;
        writeln!(out, "{nanoseconds} {}", written(answer)?)?;
        out.flush()?;
    }
    Ok(())
}

fn timed(af: &AAFramework<usize>, question: &str) -> Result<(u128, Answer)> {
    let (task, about) = question.split_once(' ').unwrap_or((question, "0"));
    let about: usize = about.parse()?;
    let one = |began: Instant, set: Option<Vec<&Argument<usize>>>| {
        let took = began.elapsed().as_nanos();
        (took, Answer::Set(set.map(|s| s.iter().map(|a| *a.label()).collect())))
    };
    let began = Instant::now();
    Ok(match task {
        "GR" => one(began, GroundedSemanticsSolver::new(af).compute_one_extension()),
        "PR" => one(began, PreferredSemanticsSolver::new(af).compute_one_extension()),
        "ST" => one(began, StableSemanticsSolver::new(af).compute_one_extension()),
        "ID" => one(began, IdealSemanticsSolver::new(af).compute_one_extension()),
        // Whoever accepts it credulously under the complete semantics does under the preferred one.
        "DC" => accepted(began, CompleteSemanticsSolver::new(af).is_credulously_accepted(&about)),
        "DS" => accepted(began, PreferredSemanticsSolver::new(af).is_skeptically_accepted(&about)),
        _ => bail!("there is no task {task}"),
    })
}

fn accepted(began: Instant, yes: bool) -> (u128, Answer) {
    (began.elapsed().as_nanos(), Answer::Accepted(yes))
}

fn written(answer: Answer) -> Result<String> {
    Ok(match answer {
        Answer::Accepted(true) => "yes".into(),
        Answer::Accepted(false) => "no".into(),
        Answer::Set(None) => "none".into(),
        Answer::Set(Some(arguments)) => {
            let mut text = String::from("set");
            for a in arguments {
                write!(text, " {a}")?;
            }
            text
        }
    })
}
