using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography;

namespace BetterAuth.Tests;

/// <summary>
/// Initializes whatever is static before any mutant is switched on. The runner puts one mutant after the other to the same process: a static member that was made under a mutant would stay wrong,
/// and every later mutant would count as killed. So mutants of static members cannot be seen here; they survive, and are listed.
/// </summary>
internal static class Statics
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The test host is the application.")]
    internal static void Initialize()
    {
        // The tests' own as well: some are made by the library.
        foreach (Type type in typeof(CryptographicSuite).Assembly.GetTypes().Concat(typeof(Statics).Assembly.GetTypes()).Where(type => !type.ContainsGenericParameters))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
    }
}
