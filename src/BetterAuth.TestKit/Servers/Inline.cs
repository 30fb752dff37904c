namespace BetterAuth.TestKit.Servers;

/// <summary>Waits for a store on the simulation's own thread: a store that really is asynchronous must not take the simulation to another one.</summary>
internal static class Inline
{
    public static T Wait<T>(ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : call.AsTask().GetAwaiter().GetResult();
}
