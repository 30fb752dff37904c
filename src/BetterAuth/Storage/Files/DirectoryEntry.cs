using System.Runtime.InteropServices;

namespace BetterAuth.Storage.Files;

/// <summary>A file's name in its folder. What .NET lacks for it on Unix: giving a name only if it is free, and making it durable.</summary>
internal static partial class DirectoryEntry
{
    /// <summary>Gives the file at <paramref name="draft"/> the name <paramref name="path"/>, durably. An existing file of that name stays, and so does the draft.</summary>
    public static void Publish(string draft, string path)
    {
        // File.Move looks and then renames on Unix: of two processes at once the second would replace the first one's file. A link cannot; where the file system knows no links, Move is the best there is.
        if (!OperatingSystem.IsWindows() && Link(draft, path) == 0)
        {
            File.Delete(draft);
        }
        else if (!Path.Exists(path))
        {
            File.Move(draft, path);
        }

        Flush(path);
    }

    /// <summary>Makes the folder's entries durable; false where the system cannot: Windows keeps them in a journal, some file systems of networks refuse.</summary>
    public static bool Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        const int ReadOnly = 0;
        int folder = Open(Path.GetDirectoryName(Path.GetFullPath(path))!, ReadOnly);
        if (folder < 0)
        {
            return false;
        }

        bool durable = Synchronize(folder) == 0;
        _ = Close(folder);
        return durable;
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string added);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
