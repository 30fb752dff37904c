namespace BetterAuth.Errors;

/// <summary>Checks of options: a wrong one stops the start with a message that says what to change.</summary>
internal static class Configuration
{
    /// <summary>Throws <see cref="ArgumentException"/> naming the option and the rule it breaks.</summary>
    public static void Require(bool holds, string type, string name, string rule)
    {
        if (!holds)
        {
            throw new ArgumentException($"{type}.{name} {rule}.", name);
        }
    }
}
