namespace BetterAuth.TestKit.Worlds;

/// <summary>Something an actor waits for that ends by a step of its own. Completed on the simulation's thread, where what comes after it then runs at once.</summary>
internal sealed class Waiter(Actor actor)
{
    private readonly TaskCompletionSource _end = new();

    public Actor Actor => actor;

    public Task Task => _end.Task;

    public void End() => _end.SetResult();
}
