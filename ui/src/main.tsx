import "@fontsource-variable/inter/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { choosePlatform } from "./platform";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App platform={await choosePlatform()} />);
