using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using BetterAuth.Errors;
using BetterAuth.Tests.Support.Secrets;

[assembly: AssemblyFixture(typeof(OverheardByAll))]

namespace BetterAuth.Tests.Support.Secrets;

/// <summary>Listens to exceptions from the first test on, and asserts after the last: whatever was told outside of cases held no secret either.</summary>
public sealed class OverheardByAll : IDisposable
{
    public void Dispose() => Overheard.AssertNoSecret();

    [ModuleInitializer]
    internal static void Listen()
    {
        Overheard.Test = () => TestContext.Current.Test?.TestDisplayName;
        AppDomain.CurrentDomain.FirstChanceException += HearException;
    }

    private static void HearException(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        // What tests themselves find wrong quotes what they compare.
        if (thrown.Exception is not Xunit.Sdk.IAssertionException && thrown.Exception.GetType().Namespace?.StartsWith("CsCheck", StringComparison.Ordinal) != true)
        {
            Overheard.Hear(thrown.Exception.Message, thrown.Exception.GetType().Name);
            if (thrown.Exception is BetterAuthException exception)
            {
                Overheard.Hear(exception.Refusal);
            }
        }
    }
}
