namespace Example.Inside
{
    internal static partial class Outer
    {
        internal partial record struct Middle
        {
            [BetterAuthMessage]
            private sealed partial class Inner
            {
                private Inner()
                {
                }

                public ushort[] Values { get; private set; } = [];
            }
        }
    }
}
