using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography;

namespace BetterAuth.Tests;

/// <summary>
/// Initializes whatever is static while no mutant is switched on. The runner puts one mutant after the other to the same process: a static member that was made under a mutant would stay wrong,
/// and every later mutant would count as killed. So mutants of static members cannot be seen here; they survive, and are listed.
/// A process that is started again, after a mutant that did not come back, starts under that mutant: it is switched off for the moment.
/// </summary>
internal static class Statics
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The test host is the application.")]
    internal static void Initialize()
    {
        string? path = Environment.GetEnvironmentVariable("STRYKER_MUTANT_FILE"); // the number of the mutant, four bytes
        byte[] mutant = [];
        if (File.Exists(path))
        {
            mutant = File.ReadAllBytes(path);
            Write(path, None);
        }

        // The tests' own as well: some are made by the library.
        foreach (Type type in typeof(CryptographicSuite).Assembly.GetTypes().Concat(typeof(Statics).Assembly.GetTypes()).Where(type => !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(None))
        {
            Write(path, mutant);
        }
    }

    private static ReadOnlySpan<byte> None => [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>In place: the library has the file mapped.</summary>
    private static void Write(string path, ReadOnlySpan<byte> mutant)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        file.Write(mutant);
    }
}
