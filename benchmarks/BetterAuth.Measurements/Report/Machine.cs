using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using BetterAuth.Cryptography.P256;

namespace BetterAuth.Measurements.Report;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    /// <summary>As Markdown.</summary>
    public static string Describe(string command) => string.Join('\n', [
        "# The machine and the run",
        "",
        "| | |",
        "|---|---|",
        .. Rows(command).Select(row => $"| {row.Name} | {row.Value} |"),
        "",
    ]);

    private static IEnumerable<(string Name, string Value)> Rows(string command)
    {
        yield return ("Date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return ("Processor", FromFile("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString());
        yield return ("Cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return ("Memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30):0.#} GiB"));
        yield return ("System", (FromFile("/etc/os-release", "PRETTY_NAME") ?? RuntimeInformation.OSDescription) + ", " + RuntimeInformation.RuntimeIdentifier);
        yield return ("Runtime", RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeSupported ? ", JIT" : ", NativeAOT"));
        yield return ("Instructions", string.Join(", ", Instructions()));
        yield return ("Strategies", string.Join(", ", P256Engines.Supported));
        yield return ("Version and commit", typeof(BetterAuth.Access.AccessVerifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown");
        yield return ("Command", $"`{command}`");
    }

    private static IEnumerable<string> Instructions()
    {
        (string Name, bool IsSupported)[] all = [("AVX-512F", Avx512F.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("BMI2", Bmi2.X64.IsSupported)];
        return all.Where(set => set.IsSupported).Select(set => set.Name).DefaultIfEmpty("none of those that the engine has a strategy for");
    }

    private static string? FromFile(string path, string name) => !File.Exists(path) ? null : File.ReadLines(path)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Select(line => line[(line.IndexOfAny([':', '=']) + 1)..].Trim().Trim('"'))
        .FirstOrDefault();
}
