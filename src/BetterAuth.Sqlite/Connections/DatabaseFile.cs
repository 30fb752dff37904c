namespace BetterAuth.Sqlite.Connections;

/// <summary>The file and who may read it. SQLite gives its -wal and -shm files the mode of the database.</summary>
internal static class DatabaseFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Lock Creating = new();

    /// <summary>Creates an empty file for its owner alone, unless there is one.</summary>
    public static void Create(string path)
    {
        // Closing a file drops all locks this process holds on it. So an existing database is never opened here, and nobody can open a new one before it is closed.
        lock (Creating)
        {
            if (!File.Exists(path))
            {
                FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = OwnerOnly;
                }

                new FileStream(path, options).Dispose();
            }
        }
    }

    /// <summary>Takes everybody else's rights to a file that was there before.</summary>
    public static void Protect(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (string file in new[] { path, path + "-wal", path + "-shm" })
        {
            if (File.Exists(file) && File.GetUnixFileMode(file) != OwnerOnly)
            {
                File.SetUnixFileMode(file, OwnerOnly);
            }
        }
    }
}
