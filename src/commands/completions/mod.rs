//! `capex completions`: what a shell needs to complete `capex` with the Tab key.
//!
//! The scripts hold no words: they ask the program each time, which answers from its data. The program knows that it is
//! asked by an environment variable, and looks for nothing else when it starts.

mod values;

use anyhow::Context as _;
use clap::ValueEnum;
use clap_complete::env::{CompleteEnv, Shells};

use super::Failure;

pub use values::{Open, with_values};

/// Completion script for bash, zsh, fish, PowerShell or Elvish.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex completions bash > capex    ~/.local/share/bash-completion/completions
  capex completions zsh > _capex    a folder of $fpath
  capex completions fish > capex.fish  ~/.config/fish/completions
  capex completions powershell        the file $PROFILE
  capex completions elvish            ~/.config/elvish/rc.elv

For one session of bash or zsh: source <(capex completions bash). The script asks the program for companies, \
periods, metrics and currencies.")]
pub struct Args {
    /// The shell: bash, zsh, fish, powershell or elvish
    #[arg(hide_possible_values = true)]
    pub shell: Shell,
}

/// A shell that has completions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// GNU Bash.
    Bash,
    /// Z shell.
    Zsh,
    /// fish.
    Fish,
    /// `PowerShell`.
    Powershell,
    /// Elvish.
    Elvish,
}

/// The variable by which a script tells the program what it is asked for; its value is the shell's name.
const ASKED: &str = "CAPEX_COMPLETE";
const PROGRAM: &str = "capex";

/// Where zsh loads the script from a folder of `$fpath`, it does so because a word is to be completed just then.
const ZSH_AUTOLOAD: &str = "\
if [ \"$funcstack[1]\" = \"_capex\" ]; then
    _clap_dynamic_completer_capex \"$@\"
fi
";

/// The script.
pub fn script(args: &Args) -> Result<String, Failure> {
    let name = args.shell.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let shells = Shells::builtins();
    let shell = shells.completer(&name).with_context(|| format!("no completions for `{name}`"))?;
    let mut script = Vec::new();
    shell.write_registration(ASKED, PROGRAM, PROGRAM, PROGRAM, &mut script).map_err(anyhow::Error::from)?;
    if args.shell == Shell::Zsh {
        script.extend(ZSH_AUTOLOAD.bytes());
    }
    Ok(String::from_utf8(script).map_err(anyhow::Error::from)?)
}

/// Answers a shell and ends the program, if it was a shell that started it.
pub fn answer_shell(command: impl Fn() -> clap::Command) {
    CompleteEnv::with_factory(command).var(ASKED).bin(PROGRAM).completer(PROGRAM).complete();
}
