using System.Collections.Concurrent;
using BetterAuth.Tests.Support.Secrets;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Tests.Support;

/// <summary>A line of the log.</summary>
internal sealed record LogLine(LogLevel Level, string Category, string Text);

/// <summary>Everything that the host logs, at every level; searched for secrets.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public LogLine[] All => [.. _lines];

    /// <summary>The library's own.</summary>
    public LogLine[] Own => [.. _lines.Where(line => line.Category == "BetterAuth")];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            LogLine line = new(logLevel, category, $"{formatter(state, exception)} {exception}");
            Overheard.Hear(line.Text, $"a log line of {category}");
            lines.Enqueue(line);
        }
    }
}
