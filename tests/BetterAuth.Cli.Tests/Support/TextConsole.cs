using Spectre.Console;

namespace BetterAuth.Cli.Tests.Support;

/// <summary>A console that is a text.</summary>
internal sealed class TextConsole : IDisposable
{
    private readonly StringWriter _text = new();

    public TextConsole()
    {
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(_text),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        Console.Profile.Width = 250; // as the demo makes it
    }

    public IAnsiConsole Console { get; }

    public string[] Lines => [.. _text.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd())];

    public void Dispose() => _text.Dispose();
}
