using System.CommandLine;
using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Wire;
using Spectre.Console;

namespace BetterAuth.Cli.Inspect;

/// <summary><c>betterauth inspect</c>: says what a message, token, key, nonce, hash, signature or time is, and whether its signature verifies.</summary>
/// <remarks>Exit codes: 0 understood (and, with <c>--key</c>, verified), 1 a signature does not verify, 2 not understood.</remarks>
internal static class InspectCommand
{
    private const int MaxInput = 1024 * 1024;

    public static Command Create() => Create(Console.OpenStandardInput, TimeProvider.System);

    /// <summary>The command over another input and clock.</summary>
    public static Command Create(Func<Stream> standardInput, TimeProvider clock)
    {
        Argument<string?> what = new("what")
        {
            Description = "The text; without it, or as -, standard input.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string[]> keys = new("--key")
        {
            Description = "A public key that must have signed: a device's or session's of a request, the server's of a response or token.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<bool> json = new("--json") { Description = "One JSON object, for machines." };
        Command command = new("inspect", "Say what a message, token, key, nonce, hash or signature is, field by field.") { what, keys, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] given = parsed.GetValue(keys) ?? [];
            if (given.FirstOrDefault(key => !CryptographicSuite.Default.Verifier.IsValidKey(Encoding.UTF8.GetBytes(key))) is { } wrong)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"--key {TerminalText.Of(wrong)}: no public key (1AAI and 44 characters, a point of P-256)").ConfigureAwait(false);
                return 2;
            }

            ReadOnlyMemory<byte> input = parsed.GetValue(what) is { } text and not "-"
                ? Encoding.UTF8.GetBytes(text)
                : await ReadAsync(standardInput(), cancellationToken).ConfigureAwait(false);
            Inspector inspector = new([.. given.Select(Utf8Text.FromString)], clock);
            Inspection inspection = inspector.Inspect(input);
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(InspectionJson.Of(inspection)).ConfigureAwait(false);
            }
            else
            {
                InspectionPrinter.Print(inspection, ConsoleOn(output));
            }

            return inspection.ExitCode;
        });
        return command;
    }

    /// <summary>Colours on a terminal, plain text everywhere else.</summary>
    private static IAnsiConsole ConsoleOn(TextWriter output) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
            ? AnsiConsole.Console
            : AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        await using (input.ConfigureAwait(false))
        {
            byte[] buffer = new byte[MaxInput];
            int length = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return buffer.AsMemory(0, length);
        }
    }
}
