using Microsoft.Data.Sqlite;

namespace BetterAuth.Sqlite;

/// <summary>How a <see cref="SqliteAccountStore"/> is opened.</summary>
public sealed record SqliteStoreOptions
{
    /// <summary>The database file. Created with mode 0600 when there is none; its folder must exist and should be the server's alone. Not on a network file system: WAL needs shared memory.</summary>
    public required string Path { get; init; }

    /// <summary>How long a write waits for another process that is writing to the file. Default: 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many connections read at the same time; further readers wait. Default: 4.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>How many writes may wait for the writer; more are refused at once with <see cref="Errors.StoreUnavailableException"/>. Default: 4096.</summary>
    public int MaxQueuedWrites { get; init; } = 4096;

    /// <summary>How often rows, revocations and nonces whose time is over are removed. Default: 10 s.</summary>
    public TimeSpan SweepInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock that says whether a time is over; the server's own. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>For tests: called for each connection after its settings were made and before they are read back.</summary>
    internal Action<SqliteConnection>? OnOpened { get; init; }

    /// <summary>For tests of the durability tests: goes on although commits would not survive a loss of power.</summary>
    internal bool AcceptWeakDurability { get; init; }

    internal SqliteStoreOptions Checked()
    {
        ArgumentException.ThrowIfNullOrEmpty(Path);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(BusyTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BusyTimeout, TimeSpan.FromMinutes(10));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Readers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxQueuedWrites);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(SweepInterval, TimeSpan.Zero);

        // Absolute, so that neither ":memory:" nor "file:" can mean anything but a file.
        return this with { Path = System.IO.Path.GetFullPath(Path) };
    }
}
