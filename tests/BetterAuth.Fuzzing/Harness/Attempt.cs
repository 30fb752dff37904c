using System.Diagnostics;

namespace BetterAuth.Fuzzing.Harness;

/// <summary>Runs single inputs: whatever is thrown, and whatever takes too long, is a failure.</summary>
internal static class Attempt
{
    /// <summary>What one input may take. Good ones take micro- to milliseconds; one that took longer is run again, because a machine may stop for longer than that.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>What did not hold, or null.</summary>
    public static string? Run(FuzzTarget target, byte[] input)
    {
        string? fault = Once(target, input, out TimeSpan took);
        if (fault is null && took > Limit)
        {
            fault = Once(target, input, out took) ?? (took > Limit ? $"took {took.TotalSeconds:0.0} s" : null);
        }

        return fault;
    }

    /// <summary>Two failures are the same one when what they say is, but for the values in it.</summary>
    public static bool IsSame(string fault, string other) => KindOf(fault) == KindOf(other);

    private static string KindOf(string fault) => fault.Split(':', 2)[0].Split('(', 2)[0].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ', 's');

    private static string? Once(FuzzTarget target, byte[] input, out TimeSpan took)
    {
        long started = Stopwatch.GetTimestamp();
        try
        {
            target.Run([.. input]);
            return null;
        }
        catch (OracleException exception)
        {
            return exception.Message;
        }
#pragma warning disable CA1031 // Whatever else comes out of a target is what is being looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return $"threw {exception.GetType().Name}{PlaceOf(exception)}: {exception.Message}";
        }
        finally
        {
            took = Stopwatch.GetElapsedTime(started);
        }
    }

    private static string PlaceOf(Exception exception) =>
        new StackTrace(exception).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("BetterAuth", StringComparison.Ordinal) == true) is { } method
            ? $" in {method.DeclaringType!.Name}.{method.Name}"
            : "";
}
