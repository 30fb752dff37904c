using System.Security.Cryptography;
using BetterAuth.Fuzzing.Harness;

namespace BetterAuth.Fuzzing.Commands;

/// <summary>Tells of a failure: what, from which seed and iteration, the input in base64 and in a file, and the command that runs it again.</summary>
internal static class FailureReport
{
    /// <summary>A name for an input's file.</summary>
    public static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..16];

    public static void Write(Failure failure, string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{failure.Target}-{NameOf(failure.Minimized)}.bin");
        File.WriteAllBytes(path, failure.Minimized);
        output.WriteLine($"FAILED {failure.Target}: {failure.What}");
        output.WriteLine($"  {(failure.Iteration < 0 ? "a file of the corpus" : $"seed {failure.Seed}, iteration {failure.Iteration}")}; {failure.Input.Length} bytes, {failure.Minimized.Length} when shortened");
        output.WriteLine($"  {Convert.ToBase64String(failure.Minimized)}");
        output.WriteLine($"  again: dotnet run -c Release --project tests/BetterAuth.Fuzzing -- {failure.Target} --input {path}");
    }
}
