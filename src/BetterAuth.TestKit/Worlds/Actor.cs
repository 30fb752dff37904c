namespace BetterAuth.TestKit.Worlds;

/// <summary>A machine that can crash: a server, a verifier, a client. What it was doing when it crashed never goes on.</summary>
internal abstract class Actor(World world, string name)
{
    public World World { get; } = world;

    public string Name { get; } = name;

    public SkewedClock Clock { get; } = new(world.Time);

    /// <summary>How often it crashed; what belongs to an earlier life is dropped.</summary>
    public int Life { get; private set; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>Stops at once. Memory is lost, what was durable stays.</summary>
    public void Crash()
    {
        Life++;
        IsAlive = false;
        World.Trace.Line(World.Time.Now, $"{Name} crashes");
        World.Forget(this);
        OnCrash();
    }

    public void Restart()
    {
        IsAlive = true;
        World.Trace.Line(World.Time.Now, $"{Name} starts");
        OnRestart();
    }

    protected abstract void OnCrash();

    protected abstract void OnRestart();
}
