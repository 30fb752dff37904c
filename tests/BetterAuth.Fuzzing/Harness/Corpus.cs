using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Harness;

/// <summary>The inputs that are kept for a target: one file each, in the order of their names.</summary>
internal static class Corpus
{
    /// <summary>The folder of all corpora.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "tests", "BetterAuth.Fuzzing", "Corpora");

    /// <summary>A target's folder.</summary>
    public static string FolderOf(FuzzTarget target) => Path.Combine(Root, target.Name);

    /// <summary>A target's files.</summary>
    public static IReadOnlyList<string> FilesOf(FuzzTarget target) =>
        Directory.Exists(FolderOf(target)) ? [.. Directory.EnumerateFiles(FolderOf(target)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Their contents; throws when there are none, because then nothing would be fuzzed that is worth it.</summary>
    public static IReadOnlyList<byte[]> Of(FuzzTarget target)
    {
        byte[][] inputs = [.. FilesOf(target).Select(File.ReadAllBytes)];
        return inputs.Length > 0 ? inputs : throw new InvalidOperationException($"There is no corpus in {FolderOf(target)}: run with '{target.Name} --write-corpus'.");
    }

    /// <summary>Makes the files that are missing; gives their number.</summary>
    public static int Write(FuzzTarget target)
    {
        int written = 0;
        Directory.CreateDirectory(FolderOf(target));
        foreach ((string name, byte[] input) in target.Seeds())
        {
            string path = Path.Combine(FolderOf(target), name);
            if (!File.Exists(path))
            {
                File.WriteAllBytes(path, input);
                written++;
            }
        }

        return written;
    }
}
