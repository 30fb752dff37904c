using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using BetterAuth.Cryptography;

namespace BetterAuth.Cli.Info;

/// <summary><c>betterauth info</c>: what verifies signatures here, and on what it depends.</summary>
internal static class InfoCommand
{
    public static Command Create()
    {
        Command command = new("info", "Say which strategy verifies signatures on this machine, and the version.");
        command.SetAction(static async (parsed, _) =>
        {
            try
            {
                await parsed.InvocationConfiguration.Output.WriteAsync(Describe(new P256Verifier())).ConfigureAwait(false);
                return 0;
            }
            catch (InvalidOperationException exception)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
                return 1;
            }
        });
        return command;
    }

    private static string Describe(P256Verifier verifier) => $"""
        version           {typeof(P256Verifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}
        strategy          {verifier.Strategy} (here: {string.Join(", ", P256Verifier.SupportedStrategies)}; BETTERAUTH_P256 chooses)
        instruction sets  {InstructionSets()}
        runtime           {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}

        """;

    /// <summary>Those that the strategies ask for, as far as both the processor and this build have them.</summary>
    private static string InstructionSets()
    {
        (string Name, bool IsSupported)[] sets = [("AVX-512F", Avx512F.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported), ("BMI2", Bmi2.X64.IsSupported)];
        string names = string.Join(", ", sets.Where(set => set.IsSupported).Select(set => set.Name));
        return names.Length == 0 ? "none of AVX-512F, AVX2, FMA, BMI2" : names;
    }
}
