using Microsoft.Extensions.Logging;

namespace BetterAuth.Fuzzing.Worlds;

/// <summary>Collects what the library logs.</summary>
internal sealed class LineLog : ILoggerProvider
{
    private readonly List<string> _lines = [];

    /// <summary>What was logged since the last <see cref="Clear"/>.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public void Clear() => _lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName == "BetterAuth" ? _lines : null);

    public void Dispose()
    {
    }

    private sealed class Logger(List<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines?.Add(formatter(state, exception) + exception);
    }
}
