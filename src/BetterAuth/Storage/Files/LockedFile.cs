using Microsoft.Win32.SafeHandles;

namespace BetterAuth.Storage.Files;

/// <summary>A file that belongs to this process alone as long as it is open, and to its owner alone on the disk.</summary>
internal sealed class LockedFile : IFileDevice
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly SafeFileHandle _handle;

    private LockedFile(string path, SafeFileHandle handle)
    {
        Name = path;
        _handle = handle;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens an existing file; <see cref="IOException"/> when somebody has it open, <see cref="UnauthorizedAccessException"/> when others than its owner may touch it.</summary>
    public static LockedFile Open(string path) => Open(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Opens an existing file for reading, beside others that read. Throws as <see cref="Open(string)"/> does.</summary>
    public static LockedFile OpenShared(string path) => Open(path, FileAccess.Read, FileShare.Read);

    /// <summary>Creates a file with mode 0600; it never had another. On Windows the folder's permissions apply.</summary>
    public static LockedFile CreateNew(string path)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        new FileStream(path, options).Dispose();
        return Open(path);
    }

    /// <inheritdoc/>
    public int Read(long offset, Span<byte> destination)
    {
        int total = 0;
        int read;
        while (total < destination.Length && (read = RandomAccess.Read(_handle, destination[total..], offset + total)) > 0)
        {
            total += read;
        }

        return total;
    }

    /// <inheritdoc/>
    public void Write(long offset, ReadOnlySpan<byte> source) => RandomAccess.Write(_handle, source, offset);

    /// <inheritdoc/>
    public void Flush() => RandomAccess.FlushToDisk(_handle);

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static LockedFile Open(string path, FileAccess access, FileShare share)
    {
        LockedFile file = new(path, File.OpenHandle(path, FileMode.Open, access, share));
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file._handle) & Others) != 0)
        {
            file.Dispose();
            throw new UnauthorizedAccessException($"'{path}' holds keys and can be reached by others than its owner. Run: chmod 600 '{path}'");
        }

        return file;
    }
}
