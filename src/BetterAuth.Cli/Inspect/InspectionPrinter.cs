using Spectre.Console;

namespace BetterAuth.Cli.Inspect;

/// <summary>An inspection for people.</summary>
internal static class InspectionPrinter
{
    private const int LongestPath = 60;

    public static void Print(Inspection inspection, IAnsiConsole console)
    {
        console.Profile.Width = int.MaxValue / 2; // A text that is wrapped cannot be copied.
        console.MarkupLineInterpolated($"[bold]{inspection.Kind ?? "not understood"}[/]");
        int width = Math.Min(LongestPath, inspection.Fields.Select(field => field.Path.Length).DefaultIfEmpty().Max());
        foreach (InspectedField field in inspection.Fields)
        {
            string note = field.Note.Length == 0 ? "" : $"  ({field.Note})";
            console.MarkupLineInterpolated($"  [blue]{TerminalText.Of(field.Path).PadRight(width)}[/]  {TerminalText.Of(field.Value)}[grey]{note}[/]");
        }

        foreach (InspectedSignature signature in inspection.Signatures)
        {
            string from = signature.KeyPath is null ? "the key that was given" : $"{signature.KeyPath}, inside";
            string key = TerminalText.Of(signature.Key);
            if (signature.Verifies)
            {
                console.MarkupLineInterpolated($"[green]{signature.Of}: the signature verifies[/] with {key} ({from})");
            }
            else if (signature.KeyPath is null && inspection.Verified)
            {
                console.MarkupLineInterpolated($"[grey]{signature.Of}: not signed by {key} ({from})[/]");
            }
            else
            {
                console.MarkupLineInterpolated($"[red]{signature.Of}: the signature does not verify[/] with {key} ({from})");
            }
        }

        if (inspection.KeyGiven && inspection.Signatures.Count == 0 && inspection.Problem is null)
        {
            console.MarkupLineInterpolated($"[red]there is no signature to verify[/]");
        }

        if (inspection.NeedsKey)
        {
            console.MarkupLineInterpolated($"[yellow]the key that signs stands outside the message: give the device's current key by --key[/]");
        }

        if (inspection.Problem is { } problem)
        {
            console.MarkupLineInterpolated($"[red]{TerminalText.Of(problem.Field)}: {TerminalText.Of(problem.Details)}[/]");
        }
    }
}
